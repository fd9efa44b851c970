import './insights.css';
import { defineToolkit } from '../components/toolkit.ts';
import '../charts/lineChart.ts';
import './insightsPage.ts';
import './resultTable.ts';

defineToolkit();
document.body.append(document.createElement('insights-page'));
